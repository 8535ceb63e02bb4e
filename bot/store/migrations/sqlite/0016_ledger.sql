-- What a carrier billed: a row a message, of nobody; uid=0(root) gid=0(root) groups=0(root) is a hash of the carrier's own id.
CREATE TABLE charge (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    category TEXT NOT NULL,
    units INTEGER NOT NULL,
    day TEXT NOT NULL
);
CREATE INDEX charge_day ON charge (day, channel, category);
-- What a unit costs from a day on, in millionths of a US dollar.
CREATE TABLE price (
    channel TEXT NOT NULL,
    category TEXT NOT NULL,
    since TEXT NOT NULL,
    micro INTEGER NOT NULL,
    PRIMARY KEY (channel, category, since)
);
