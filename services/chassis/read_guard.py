"""Triggers that hold reads append-only, whoever writes to the database: for the migrations that make the tables.

A read follows the one before it and is never altered; what was let go of, and nothing else, may be deleted.
"""

from alembic.operations import Operations

SQLITE = """
CREATE TRIGGER {s}_read_follows BEFORE INSERT ON {s}_read
WHEN NEW.sequence IS NOT (SELECT length + 1 FROM {s}_read_end WHERE authority = NEW.authority)
BEGIN SELECT RAISE(ABORT, 'a read follows the one before it'); END;
;;
CREATE TRIGGER {s}_read_ends AFTER INSERT ON {s}_read
BEGIN UPDATE {s}_read_end SET length = NEW.sequence, hash = NEW.hash WHERE authority = NEW.authority; END;
;;
CREATE TRIGGER {s}_read_stays BEFORE UPDATE ON {s}_read
BEGIN SELECT RAISE(ABORT, 'a read is never altered'); END;
;;
CREATE TRIGGER {s}_read_is_kept BEFORE DELETE ON {s}_read
WHEN OLD.sequence > COALESCE((SELECT forgotten FROM {s}_read_end WHERE authority = OLD.authority), 0)
BEGIN SELECT RAISE(ABORT, 'a read is kept'); END;
;;
CREATE TRIGGER {s}_reader_stays BEFORE UPDATE ON {s}_reader
BEGIN SELECT RAISE(ABORT, 'a reader is never altered'); END;
;;
CREATE TRIGGER {s}_reader_is_kept BEFORE DELETE ON {s}_reader
WHEN EXISTS (SELECT 1 FROM {s}_read WHERE authority = OLD.authority AND reader = OLD.number)
BEGIN SELECT RAISE(ABORT, 'a reader is kept with what they read'); END;
"""
POSTGRESQL = """
CREATE FUNCTION {s}_read_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE {s}_read_end SET length = NEW.sequence, hash = NEW.hash
    WHERE authority = NEW.authority AND length = NEW.sequence - 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a read follows the one before it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
;;
CREATE FUNCTION {s}_read_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{s}_read' THEN
        IF OLD.sequence <= (SELECT forgotten FROM {s}_read_end WHERE authority = OLD.authority) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT 1 FROM {s}_read WHERE authority = OLD.authority AND reader = OLD.number) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'what was read, and by whom, is kept' USING ERRCODE = 'integrity_constraint_violation';
END $$
;;
CREATE TRIGGER {s}_read_follows BEFORE INSERT ON {s}_read
FOR EACH ROW EXECUTE FUNCTION {s}_read_follows()
;;
CREATE TRIGGER {s}_read_is_kept BEFORE UPDATE OR DELETE ON {s}_read
FOR EACH ROW EXECUTE FUNCTION {s}_read_is_kept()
;;
CREATE TRIGGER {s}_read_is_not_emptied BEFORE TRUNCATE ON {s}_read EXECUTE FUNCTION {s}_read_is_kept()
;;
CREATE TRIGGER {s}_reader_is_kept BEFORE UPDATE OR DELETE ON {s}_reader
FOR EACH ROW EXECUTE FUNCTION {s}_read_is_kept()
;;
CREATE TRIGGER {s}_reader_is_not_emptied BEFORE TRUNCATE ON {s}_reader EXECUTE FUNCTION {s}_read_is_kept()
"""


def create(op: Operations, service: str) -> None:
    """Guard a service's tables of reads; they exist."""
    guards = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in guards.split("\n;;\n"):
        op.execute(statement.replace("{s}", service))


def drop(op: Operations, service: str) -> None:
    """Drop what stays when the tables are dropped, which their triggers go with."""
    if op.get_bind().dialect.name == "postgresql":
        for function in ("read_follows", "read_is_kept"):
            op.execute(f"DROP FUNCTION {service}_{function}() CASCADE")
