CREATE TABLE notes (id text PRIMARY KEY, owner text, urgent boolean NOT NULL DEFAULT false, body text);

CREATE TABLE lists (id text PRIMARY KEY, name text NOT NULL);
CREATE TABLE members (id text PRIMARY KEY, list_id text NOT NULL, user_id text NOT NULL);
CREATE TABLE todos (id text PRIMARY KEY, list_id text NOT NULL, title text, done boolean NOT NULL DEFAULT false);

CREATE TABLE people (id text PRIMARY KEY, org text, role text, tags jsonb NOT NULL DEFAULT '[]');
CREATE TABLE projects (id text PRIMARY KEY, org text, owner text, archived boolean NOT NULL DEFAULT false, regions jsonb NOT NULL DEFAULT '[]');
CREATE TABLE issues (id text PRIMARY KEY, project text, title text, points int, secret bytea);

CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN celsius AS float8 CHECK (VALUE > -274);
CREATE TYPE place AS (street text, number int4, note text);
CREATE TABLE things (
  id text PRIMARY KEY, secret bytea, flag boolean, small int2, whole int4, large int8, object_number oid, exact numeric(30,10), exact_nan numeric,
  real4 float4, real8 float8, tiny float8, not_a_number float8, endless float4, words text, short varchar(10), padded char(5), identity uuid,
  moment timestamptz, round_moment timestamptz, local_moment timestamp, never timestamptz, ever timestamp, day date, clock time, zoned_clock timetz,
  span interval, address inet, device macaddr, document json, binary_document jsonb, numbers int4[], grid int4[][], names text[], flags boolean[],
  moments timestamptz[], documents jsonb[], mood mood, moods mood[], degrees celsius, place place, places place[], within int4range,
  from_then tstzrange, nothing_within int4range, several int4multirange, absent text
);
