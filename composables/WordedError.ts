/** An error whose message is for the person, in the language that they read: it is shown as it is. All others are told in words of who catches them. */
export class WordedError extends Error {}
