export { default } from '#messages/de.mjs'
