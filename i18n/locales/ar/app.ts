export { default } from '#messages/ar-app.mjs'
