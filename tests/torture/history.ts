import type { Sql } from 'postgres'

/** Writes down in Postgres, from now on, every text that a row is given, with what it replaces. For whoever has to find out how one was lost. */
export async function recordTexts(sql: Sql): Promise<void> {
  await sql.unsafe(`
    CREATE SCHEMA torture;
    CREATE TABLE torture.texts (at timestamptz DEFAULT clock_timestamp(), row_id uuid, was text, text text, by text);
    CREATE FUNCTION torture.record() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE now_row jsonb := to_jsonb(NEW); was_row jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
      BEGIN
        IF coalesce(now_row->>'title', now_row->>'name') IS DISTINCT FROM coalesce(was_row->>'title', was_row->>'name') THEN
          INSERT INTO torture.texts (row_id, was, text, by)
          VALUES (NEW.id, coalesce(was_row->>'title', was_row->>'name'), coalesce(now_row->>'title', now_row->>'name'), now_row->>'changed_by');
        END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER record AFTER INSERT OR UPDATE ON todos FOR EACH ROW EXECUTE FUNCTION torture.record();
    CREATE TRIGGER record AFTER INSERT OR UPDATE ON lists FOR EACH ROW EXECUTE FUNCTION torture.record();`)
}

/** What one row was called, the first text first, a line each. */
export async function textsOf(sql: Sql, rowId: string): Promise<string[]> {
  const rows = await sql<Array<{ at: Date, was: string | null, text: string, by: string | null }>>`
    SELECT at, was, text, by FROM torture.texts WHERE row_id = ${rowId} ORDER BY at`
  return rows.map(({ at, was, text, by }) => `  ${at.toISOString()} “${was}” → “${text}”, by ${by}`)
}
