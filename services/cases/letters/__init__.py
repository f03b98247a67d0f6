"""Letters of a case: drafted from a template and the record, edited, signed, and handed to the outbox."""
