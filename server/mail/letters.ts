import type { Mail } from './mail.ts'

/** The mail with the link that sets a new password. */
export function passwordResetLetter(to: string, name: string, url: string): Mail {
  return {
    to,
    subject: 'Set a new password for Driftless',
    text: `Hello ${name},

somebody, probably you, asked for a new password for your Driftless account.
Set it here within an hour:

${url}

If it was not you, do nothing: your password stays as it is.
`,
  }
}

/** The mail with an invitation's link. */
export function invitationLetter(to: string, inviter: string, list: string, url: string): Mail {
  return {
    to,
    subject: `${inviter} shares the list "${list}" with you`,
    text: `Hello,

${inviter} invites you to the list "${list}" on Driftless. The link is good for one person and seven days:

${url}

If you do not know ${inviter}, ignore this mail.
`,
  }
}
