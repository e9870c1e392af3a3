export { default } from '#messages/en-app.mjs'
