export { default } from '#messages/en-board.mjs'
