export { default } from '#messages/de-board.mjs'
