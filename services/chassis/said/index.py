"""The index of words, on each database its own: for the migration that makes the table of what was said.

On PostgreSQL it is a table apart, without a council: under a policy of rows no operator of texts may use an index.
"""

from alembic.operations import Operations

SQLITE = """
CREATE VIRTUAL TABLE {s}_said_words USING fts5(
    text, ways, content='{s}_said', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
)
;;
CREATE TRIGGER {s}_said_comes AFTER INSERT ON {s}_said BEGIN
    INSERT INTO {s}_said_words (rowid, text, ways) VALUES (NEW.id, NEW.text, NEW.ways);
END
;;
CREATE TRIGGER {s}_said_goes AFTER DELETE ON {s}_said BEGIN
    INSERT INTO {s}_said_words ({s}_said_words, rowid, text, ways) VALUES ('delete', OLD.id, OLD.text, OLD.ways);
END
"""
# With the usual statistics PostgreSQL does not know how rare a word is, and walks all rows from the newest on.
# Everything but letters and digits divides words, as on SQLite: PostgreSQL would see addresses, hosts and signs.
POSTGRESQL = """
CREATE TABLE {s}_said_words (id bigint PRIMARY KEY, words tsvector NOT NULL)
;;
ALTER TABLE {s}_said_words ALTER COLUMN words SET STATISTICS 1000
;;
CREATE INDEX ix_{s}_said_words ON {s}_said_words USING gin (words)
;;
CREATE FUNCTION {s}_said_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM {s}_said_words WHERE id = OLD.id;
    ELSE
        INSERT INTO {s}_said_words VALUES (NEW.id, to_tsvector(
            'english', regexp_replace(NEW.text || ' ' || NEW.ways, '[^[:alnum:]]+', ' ', 'g')
        ));
    END IF;
    RETURN NULL;
END $$
;;
CREATE TRIGGER {s}_said_changes AFTER INSERT OR DELETE ON {s}_said
FOR EACH ROW EXECUTE FUNCTION {s}_said_changes()
"""


def create(op: Operations, service: str) -> None:
    """Index what is said in a service; its table exists."""
    made = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in made.split("\n;;\n"):
        op.execute(statement.replace("{s}", service))


def drop(op: Operations, service: str) -> None:
    """Drop what stays when the table is dropped, which its triggers go with."""
    op.execute(f"DROP TABLE {service}_said_words")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {service}_said_changes() CASCADE")


def is_of_index(table: str) -> bool:
    """Whether a table is the index's, or one of those in which SQLite keeps it: all that they hold follows."""
    return "_said_words" in table
