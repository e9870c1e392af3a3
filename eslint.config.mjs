import withNuxt from './.nuxt/eslint.config.mjs'

export default withNuxt(
  {
    rules: {
      'curly': 'off',
      'eqeqeq': ['error', 'always'],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-restricted-syntax': ['error', {
        selector: 'TSEnumDeclaration, TSParameterProperty, TSModuleDeclaration[kind="namespace"]',
        message: 'Only erasable TypeScript: Node runs these files as they are.',
      }],
      '@stylistic/max-len': ['error', { code: 160, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreUrls: true, ignoreRegExpLiterals: true }],
      // A union one member a line begins below its name.
      '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
      '@stylistic/max-statements-per-line': ['error', { max: 2 }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.vue'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    // A program's log is what it prints.
    files: ['stack/**', 'sync-service/**', 'server/**', 'bench/**', 'deploy/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // A test that expects a value says so by failing.
    files: ['tests/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
)
