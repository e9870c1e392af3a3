import { APIError } from 'better-auth/api'
import { tables } from '../../shared/tables/index.ts'

const { max } = tables.profiles.columns.name

/** The name of a new account, trimmed. @throws {APIError} 400 where it is empty, too long or cannot be stored */
export function checkName<User extends { name: string }>(user: User): { data: User } {
  const name = user.name.trim()
  if (name === '' || name.length > max || name.includes('\0') || !name.isWellFormed()) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME', message: `Give a name of 1 to ${max} characters.` })
  }
  return { data: { ...user, name } }
}
