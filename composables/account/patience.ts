/**
 * How long the server may take over an account's request, in milliseconds. Over a connection that died without a word an answer would be waited for
 * without end, before a button that stays busy.
 */
export const patience = 30_000
