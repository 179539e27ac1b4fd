-- A row for each chain, whether it is open or has ended long ago: its numbers go on. It is updated with each batch, hence
-- the room in its page.
CREATE TABLE chainbus_chain (
  name       VARCHAR PRIMARY KEY,
  is_open    BOOLEAN NOT NULL DEFAULT FALSE,
  claim      BIGINT NOT NULL DEFAULT 0,
  claimed_by VARCHAR NOT NULL,
  claimed_at TIMESTAMP WITH TIME ZONE,
  last_batch BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 20);

-- What has happened on a chain and is in no snapshot yet. Batches count from 1 without a gap.
CREATE TABLE chainbus_batch (
  chain  VARCHAR NOT NULL,
  batch  BIGINT NOT NULL,
  format SMALLINT NOT NULL,
  events BYTEA NOT NULL,
  PRIMARY KEY (chain, batch)
);

-- What all batches up to one add up to.
CREATE TABLE chainbus_snapshot (
  chain  VARCHAR PRIMARY KEY,
  batch  BIGINT NOT NULL,
  format SMALLINT NOT NULL,
  state  BYTEA NOT NULL
);
