import type { Translate } from '../../i18n/translate.ts'
import type { ImportNote } from '../../powersync/transfer/import-file.ts'

/** A note about a file: in which file and where in it, if that is to be said, and what. */
export function noteWords({ file, place, key, values }: ImportNote, t: Translate): string {
  return [file, place && placeWords(place, t), t(key, values)].filter(part => part !== undefined).join(': ')
}

function placeWords([list = 0, todo = 0, ...below]: readonly number[], t: Translate): string {
  return below.reduce((place, subtask) => t('transfer.placeBelow', { place, subtask }), t('transfer.place', { list, todo }))
}
