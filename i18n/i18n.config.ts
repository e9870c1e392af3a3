import { languages } from './languages'
import { pluralForm } from './plural-form'

export default {
  // A test keeps the languages complete; a text that is missing all the same shows its key.
  fallbackLocale: false,
  missingWarn: false,
  fallbackWarn: false,
  pluralRules: Object.fromEntries(languages.map(language => [language.code, (count: number) => pluralForm(language, count)])),
}
