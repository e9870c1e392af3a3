export { default } from '#messages/en-rest.mjs'
