"""The tour for newcomers: where it stands, what its stops say, and what a message does to it. Pure."""
