-- Who uses the address asked at that instant that nothing be written there unasked.
ALTER TABLE address ADD COLUMN left_at BIGINT;
