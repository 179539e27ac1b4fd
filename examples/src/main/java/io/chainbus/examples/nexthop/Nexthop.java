package io.chainbus.examples.nexthop;

/** Where packets go next; what {@code ip nexthop} shows. */
record Nexthop(int id, String gateway, String device) {

    @Override
    public String toString() {
        return "id " + id + " via " + gateway + " dev " + device;
    }
}
