export { default } from '#messages/ar-rest.mjs'
