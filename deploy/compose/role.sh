#!/bin/sh
# Once, when the database is new: the account of the product, which row-level policies bind as they bind no superuser.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE redress LOGIN PASSWORD :'password';
ALTER DATABASE redress OWNER TO redress;
ALTER SCHEMA public OWNER TO redress;
SQL
