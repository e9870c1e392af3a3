import type { Role } from '~/shared/tables/list-members'

/** The roles as people call them. Ownership is not given away through a choice in a row. */
export function useRoleWords() {
  const { t } = useWords()

  return {
    roleWord: (role: Role) => t(`share.${role}`),
    grantable: computed((): { value: Exclude<Role, 'owner'>, label: string, hint: string }[] => [
      { value: 'editor', label: t('share.editor'), hint: t('share.editorHint') },
      { value: 'viewer', label: t('share.viewer'), hint: t('share.viewerHint') },
    ]),
  }
}
