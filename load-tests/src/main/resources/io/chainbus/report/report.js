// Draws the page's plots: one uPlot for each entry of the JSON beside this, in the page's own colours.
(() => {
  "use strict";

  // On a logarithmic axis what is not positive has no place: it is left out (it stands in the table all the same).
  const placed = plot => {
    const there = plot.x.map(x => x != null && (x > 0 || !plot.across.logarithmic));
    const value = y => (plot.up.logarithmic && !(y > 0) ? null : y);
    return {
      ...plot,
      x: plot.x.filter((x, index) => there[index]),
      series: plot.series.map(one => ({ ...one, values: one.values.filter((y, index) => there[index]).map(value) })),
    };
  };

  const plots = JSON.parse(document.getElementById("plots").textContent).map(placed);

  const UNITS = {
    duration: [[1e9, " s"], [1e6, " ms"], [1e3, " µs"], [1, " ns"]],
    number: [[1e9, " G"], [1e6, " M"], [1e3, " k"], [1, ""]],
    bytes: [[1e9, " GB"], [1e6, " MB"], [1e3, " kB"], [1, " B"]],
    share: [[0.01, " %"]],
    elapsed: [[1, " s"]],
  };

  const digits = value => {
    const size = Math.abs(value);
    return value === 0 ? "0" : value.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  };

  const percentile = oneIn => {
    const decimals = Math.max(0, Math.ceil(Math.log10(oneIn) - 2 - 1e-9));
    return (100 - 100 / oneIn).toFixed(decimals) + " %";
  };

  // With three digits and a unit, as in the tables.
  const text = (quantity, value) => {
    if (value == null) return "–";
    if (quantity === "rarity") return percentile(value);
    const units = UNITS[quantity];
    const [size, sign] = units.find(unit => Math.abs(value) >= unit[0] * 0.9995) || units[units.length - 1];
    const scaled = value / size;
    return (sign === "" && Number.isInteger(scaled) ? String(scaled) : digits(scaled)) + sign;
  };

  // At a tick, without zeros that say nothing.
  const tick = (quantity, value) => text(quantity, value).replace(/(\.\d*?)0+(?=\D|$)/, "$1").replace(/\.(?=\D|$)/, "");

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  const FONT = "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

  // Where a logarithmic axis has numbers: at 1, 2 and 5 of each decade; in little room at whole decades, or some of them.
  const decades = (u, min, max, vertical) => {
    if (!(min > 0 && max >= min)) return [];
    const count = Math.log10(max / min);
    const room = (vertical ? u.bbox.height / 30 : u.bbox.width / 62) / devicePixelRatio;
    const each = Math.max(1, Math.ceil(count / room));
    const steps = count * 3 < room ? [1, 2, 5] : [1];
    const splits = [];
    for (let decade = Math.floor(Math.log10(min)); decade <= Math.log10(max) + 1e-9; decade++) {
      if (decade % each === 0) splits.push(...steps.map(step => step * 10 ** decade));
    }
    return splits.filter(value => value >= min * 0.999 && value <= max * 1.001);
  };

  const axisOf = (axis, vertical) => ({
    stroke: colour("soft"),
    font: FONT,
    labelFont: FONT,
    label: vertical ? undefined : axis.label,
    labelSize: 20,
    size: vertical ? 62 : 30,
    gap: 5,
    space: vertical ? 34 : 58,
    grid: { stroke: colour("grid"), width: 1 },
    ticks: { show: false },
    ...(axis.logarithmic && {
      splits: (u, index, min, max) => decades(u, min, max, vertical),
      filter: (u, splits) => splits,
    }),
    values: (u, splits) => splits.map(value => tick(axis.quantity, value)),
  });

  // Bars have room for their halves at both ends.
  const acrossOf = plot => {
    const { x } = plot;
    const last = x.length - 1;
    const bars = last > 0 && plot.series.some(one => one.shape === "bars");
    if (plot.across.logarithmic) {
      const half = bars ? Math.sqrt(x[1] / x[0]) : 1;
      return { time: false, distr: 3, log: 10, range: [x[0] / half, Math.max(x[last], x[0] * 2) * half] };
    }
    const half = bars ? (x[1] - x[0]) / 2 : 0;
    return { time: false, range: [x[0] - half, Math.max(x[last], x[0] + 1e-9) + half] };
  };

  const upOf = plot => plot.up.logarithmic
    ? { time: false, distr: 3, log: 10 }
    : { time: false, range: (u, min, max) => uPlot.rangeNum(0, max > 0 ? max : 1, 0.08, true) };

  const seriesOf = (one, up) => {
    const stroke = colour(one.tone);
    const shape = {
      line: { width: 2 },
      points: { width: 2, points: { show: true, size: 7, fill: stroke } },
      dashed: { width: 1.5, dash: [5, 5] },
      area: { width: 2, fill: stroke + "26" },
      bars: { width: 0, fill: stroke, paths: uPlot.paths.bars({ size: [0.86, 60], radius: 0.12 }) },
    }[one.shape];
    return {
      label: one.label,
      stroke,
      spanGaps: false,
      points: { show: false },
      value: (u, value) => text(up.quantity, value),
      ...shape,
    };
  };

  const drawSpans = (u, marks) => {
    for (const mark of marks.filter(mark => mark.kind === "span")) {
      const from = Math.max(u.valToPos(mark.from, "x", true), u.bbox.left);
      const to = Math.min(u.valToPos(mark.to, "x", true), u.bbox.left + u.bbox.width);
      u.ctx.fillStyle = colour("shade");
      u.ctx.fillRect(from, u.bbox.top, Math.max(0, to - from), u.bbox.height);
      label(u, mark.label, from + 6 * devicePixelRatio, u.bbox.top + 4 * devicePixelRatio, "left", "top");
    }
  };

  const drawLevels = (u, marks) => {
    for (const mark of marks.filter(mark => mark.kind === "level")) {
      const at = u.valToPos(mark.value, "y", true);
      if (!(at >= u.bbox.top && at <= u.bbox.top + u.bbox.height)) continue;
      const { ctx } = u;
      ctx.save();
      ctx.strokeStyle = colour("red");
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, at);
      ctx.lineTo(u.bbox.left + u.bbox.width, at);
      ctx.stroke();
      ctx.restore();
      label(u, mark.label, u.bbox.left + u.bbox.width - 4 * devicePixelRatio, at - 3 * devicePixelRatio, "right", "bottom");
    }
  };

  const label = (u, what, x, y, align, baseline) => {
    const { ctx } = u;
    ctx.save();
    ctx.font = FONT.replace("12px", 12 * devicePixelRatio + "px");
    ctx.fillStyle = colour("soft");
    ctx.textAlign = align;
    ctx.textBaseline = baseline;
    ctx.fillText(what, x, y);
    ctx.restore();
  };

  const sizeOf = box => ({ width: Math.floor(box.clientWidth), height: box.clientWidth < 420 ? 230 : 270 });

  // The last number of an axis stands in the middle below its end.
  const beyond = axis => axis.quantity === "rarity" ? 32 : axis.logarithmic ? 26 : 16;

  const draw = (plot, box) => {
    if (!plot.series.some(one => one.values.some(value => value != null))) {
      box.replaceChildren(Object.assign(document.createElement("p"), { className: "nothing", textContent: "Nothing to draw." }));
      return null;
    }
    const drawn = new uPlot({
      ...sizeOf(box),
      padding: [12, beyond(plot.across), 0, 0],
      legend: { live: true },
      cursor: { points: { size: 7 }, drag: { x: true, y: false } },
      scales: { x: acrossOf(plot), y: upOf(plot) },
      axes: [axisOf(plot.across, false), axisOf(plot.up, true)],
      series: [
        { label: plot.across.label, value: (u, value) => text(plot.across.quantity, value) },
        ...plot.series.map(one => seriesOf(one, plot.up)),
      ],
      hooks: { drawAxes: [u => drawSpans(u, plot.marks)], draw: [u => drawLevels(u, plot.marks)] },
    }, [plot.x, ...plot.series.map(one => one.values)], box);
    const canvas = box.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", plot.title + ". " + plot.alternative);
    return drawn;
  };

  const boxes = plots.map((plot, index) => document.getElementById("plot-" + index));
  let drawn = plots.map((plot, index) => draw(plot, boxes[index]));

  // Another width: the same plot, as wide.
  const resized = new ResizeObserver(() => drawn.forEach((one, index) => {
    if (one === null) return;
    const size = sizeOf(boxes[index]);
    if (one.width !== size.width) one.setSize(size);
  }));
  boxes.forEach(box => resized.observe(box));

  // Another scheme: other colours.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawn.forEach(one => one?.destroy());
    drawn = plots.map((plot, index) => draw(plot, boxes[index]));
  });
})();
