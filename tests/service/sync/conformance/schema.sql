CREATE TABLE notes (id text PRIMARY KEY, owner text, urgent boolean NOT NULL DEFAULT false, body text);

CREATE TABLE lists (id text PRIMARY KEY, name text NOT NULL);
CREATE TABLE members (id text PRIMARY KEY, list_id text NOT NULL, user_id text NOT NULL);
CREATE TABLE todos (id text PRIMARY KEY, list_id text NOT NULL, title text, done boolean NOT NULL DEFAULT false);

CREATE TABLE people (id text PRIMARY KEY, org text, role text, tags jsonb NOT NULL DEFAULT '[]');
CREATE TABLE projects (id text PRIMARY KEY, org text, owner text, archived boolean NOT NULL DEFAULT false, regions jsonb NOT NULL DEFAULT '[]');
CREATE TABLE issues (id text PRIMARY KEY, project text, title text, points int, secret bytea);
