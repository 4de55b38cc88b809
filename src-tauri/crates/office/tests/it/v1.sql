CREATE TABLE office (trial INTEGER NOT NULL) STRICT;
CREATE TABLE accounts (
  number TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, station TEXT NOT NULL, station_code TEXT NOT NULL,
  window TEXT NOT NULL, verifier TEXT NOT NULL) STRICT;
CREATE TABLE tokens (hash TEXT PRIMARY KEY, clerk TEXT NOT NULL, expires_ms INTEGER NOT NULL) STRICT;
CREATE TABLE credentials (
  seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, station_code TEXT NOT NULL) STRICT;
CREATE TABLE cases (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE, number TEXT UNIQUE, provisional TEXT UNIQUE, station_code TEXT NOT NULL,
  clerk TEXT NOT NULL, filed_ms INTEGER NOT NULL, state TEXT NOT NULL, submission TEXT NOT NULL,
  answer TEXT, acknowledgement TEXT) STRICT;
CREATE INDEX cases_by_clerk ON cases (clerk, seq);
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, case_uuid TEXT NOT NULL REFERENCES cases (uuid), sha256 TEXT NOT NULL, len INTEGER NOT NULL,
  UNIQUE (case_uuid, sha256)) STRICT;
INSERT INTO office (trial) VALUES (1);
PRAGMA user_version = 1;
