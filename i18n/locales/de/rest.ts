export { default } from '#messages/de-rest.mjs'
