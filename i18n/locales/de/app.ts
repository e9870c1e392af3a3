export { default } from '#messages/de-app.mjs'
