/** Which tasks of server/tasks run when: cron's form → names. Every night, what was deleted long ago. */
export const schedule: Readonly<Record<string, string[]>> = { '17 3 * * *': ['purge'] }
