export { default } from '#messages/ar-board.mjs'
