CREATE INDEX heads_by_time ON heads (updated_ms);
CREATE INDEX heads_to_fill ON heads (case_id) WHERE search = '';
CREATE INDEX outbox_open ON outbox (turn) WHERE state NOT IN ('acknowledged', 'replaced', 'handed_over');
CREATE INDEX pages_by_case ON pages (case_id, turn);
CREATE TABLE audit (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL,
  case_id TEXT,
  outcome TEXT NOT NULL
, prev TEXT, hash TEXT) STRICT;
CREATE TABLE case_keys (
  case_id TEXT NOT NULL PRIMARY KEY,
  wrapped BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE heads (
  case_id TEXT NOT NULL PRIMARY KEY,
  status TEXT NOT NULL,
  delivery TEXT NOT NULL,
  clerk TEXT NOT NULL,
  item TEXT NOT NULL,
  provisional TEXT,
  official TEXT,
  updated_ms INTEGER NOT NULL,
  summary TEXT NOT NULL
, search TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE number_ranges (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  department TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first >= 1),
  last INTEGER NOT NULL CHECK (last >= first)
) STRICT;
CREATE TABLE numbers (
  kind TEXT NOT NULL CHECK (kind IN ('provisional', 'official')),
  number TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  PRIMARY KEY (kind, number),
  UNIQUE (kind, case_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE older_cases (
  case_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE "outbox" (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  office TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL CHECK (revision >= 1),
  event TEXT NOT NULL DEFAULT '',
  payload TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  last_code TEXT,
  progress TEXT NOT NULL,
  UNIQUE (case_id, revision, event)
) STRICT;
CREATE TABLE pages (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES case_keys (case_id),
  media TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  len INTEGER NOT NULL
) STRICT;
CREATE TABLE series (
  name TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE taken_numbers (
  range_id TEXT NOT NULL REFERENCES number_ranges (id),
  place INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  PRIMARY KEY (range_id, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit lines never change'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit lines never go'); END;
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries never go'); END;
CREATE TRIGGER number_ranges_never_change BEFORE UPDATE ON number_ranges BEGIN SELECT RAISE(ABORT, 'number ranges never change'); END;
CREATE TRIGGER number_ranges_never_go BEFORE DELETE ON number_ranges BEGIN SELECT RAISE(ABORT, 'number ranges never go'); END;
CREATE TRIGGER numbers_never_change BEFORE UPDATE ON numbers BEGIN SELECT RAISE(ABORT, 'numbers never change'); END;
CREATE TRIGGER numbers_never_go BEFORE DELETE ON numbers BEGIN SELECT RAISE(ABORT, 'numbers never go'); END;
CREATE TRIGGER older_cases_never_change BEFORE UPDATE ON older_cases BEGIN SELECT RAISE(ABORT, 'older cases never change'); END;
CREATE TRIGGER older_cases_never_come BEFORE INSERT ON older_cases BEGIN SELECT RAISE(ABORT, 'older cases never come'); END;
CREATE TRIGGER older_cases_never_go BEFORE DELETE ON older_cases BEGIN SELECT RAISE(ABORT, 'older cases never go'); END;
CREATE TRIGGER outbox_office_never_changes BEFORE UPDATE OF office ON outbox WHEN OLD.office <> ''
  BEGIN SELECT RAISE(ABORT, 'a submission stays with its office'); END;
CREATE TRIGGER outbox_payload_never_changes BEFORE UPDATE OF case_id, revision, event, payload, key ON outbox
  BEGIN SELECT RAISE(ABORT, 'a submission never changes'); END;
CREATE TRIGGER taken_numbers_never_change BEFORE UPDATE ON taken_numbers BEGIN SELECT RAISE(ABORT, 'taken numbers never change'); END;
CREATE TRIGGER taken_numbers_never_go BEFORE DELETE ON taken_numbers BEGIN SELECT RAISE(ABORT, 'taken numbers never go'); END;
