import type { Role } from '~/shared/tables/list-members'

const words: Record<Role, { value: Role, label: string, hint: string }> = {
  owner: { value: 'owner', label: 'Owner', hint: 'Can do everything, and share' },
  editor: { value: 'editor', label: 'Can edit', hint: 'Adds, changes and completes' },
  viewer: { value: 'viewer', label: 'Can view', hint: 'Sees everything, changes nothing' },
}

/** The roles as people call them. Ownership is not given away through a choice in a row. */
export function useRoleWords() {
  return {
    roleWord: (role: Role) => words[role].label,
    grantable: [words.editor, words.viewer] as { value: Exclude<Role, 'owner'>, label: string, hint: string }[],
  }
}
