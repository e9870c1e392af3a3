import type account from './messages/en/account.json'
import type act from './messages/en/act.json'
import type agenda from './messages/en/agenda.json'
import type archive from './messages/en/archive.json'
import type board from './messages/en/board.json'
import type by from './messages/en/by.json'
import type command from './messages/en/command.json'
import type diagnostics from './messages/en/diagnostics.json'
import type edit from './messages/en/edit.json'
import type errors from './messages/en/errors.json'
import type key from './messages/en/key.json'
import type list from './messages/en/list.json'
import type offline from './messages/en/offline.json'
import type quick from './messages/en/quick.json'
import type refusal from './messages/en/refusal.json'
import type share from './messages/en/share.json'
import type shell from './messages/en/shell.json'
import type site from './messages/en/site.json'
import type subtask from './messages/en/subtask.json'
import type sync from './messages/en/sync.json'
import type time from './messages/en/time.json'
import type todo from './messages/en/todo.json'
import type transfer from './messages/en/transfer.json'
import type trash from './messages/en/trash.json'
import type ui from './messages/en/ui.json'
import type view from './messages/en/view.json'

interface Rooms {
  account: typeof account
  act: typeof act
  agenda: typeof agenda
  archive: typeof archive
  board: typeof board
  by: typeof by
  command: typeof command
  diagnostics: typeof diagnostics
  edit: typeof edit
  errors: typeof errors
  key: typeof key
  list: typeof list
  offline: typeof offline
  quick: typeof quick
  refusal: typeof refusal
  share: typeof share
  shell: typeof shell
  site: typeof site
  subtask: typeof subtask
  sync: typeof sync
  time: typeof time
  todo: typeof todo
  transfer: typeof transfer
  trash: typeof trash
  ui: typeof ui
  view: typeof view
}

/** Every text there is, as `room.key`: those that English has. A new room's file is named here. */
export type MessageKey = { [Room in keyof Rooms]: `${Room}.${keyof Rooms[Room] & string}` }[keyof Rooms]
