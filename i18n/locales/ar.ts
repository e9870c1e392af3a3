export { default } from '#messages/ar.mjs'
