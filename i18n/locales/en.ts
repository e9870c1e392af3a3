export { default } from '#messages/en.mjs'
