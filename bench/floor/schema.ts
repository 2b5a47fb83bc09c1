import type pg from 'pg';

const SCHEMA = `
CREATE TABLE session (id uuid PRIMARY KEY);
CREATE TABLE message (
  id uuid PRIMARY KEY, session_id uuid NOT NULL REFERENCES session (id), author text NOT NULL, text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON message (session_id, created_at);
CREATE TABLE run (id uuid PRIMARY KEY, session_id uuid NOT NULL REFERENCES session (id), status text NOT NULL);
CREATE TABLE request (
  id uuid PRIMARY KEY, run_id uuid NOT NULL REFERENCES run (id), status text NOT NULL DEFAULT 'PENDING', answer jsonb);
CREATE TABLE step (id uuid PRIMARY KEY, run_id uuid NOT NULL REFERENCES run (id), status text NOT NULL);
CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run_id uuid NOT NULL REFERENCES run (id), type text NOT NULL,
  payload jsonb NOT NULL DEFAULT '{}');`;

/** The floors' own tables: what a message, a run and a question need at the very least. */
export const createFloor = (pool: pg.Pool) => pool.query(SCHEMA);

export const addSessions = (pool: pg.Pool, ids: readonly string[]) =>
  pool.query('INSERT INTO session SELECT unnest($1::uuid[])', [ids]);
