import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const features = readdirSync(`${import.meta.dirname}/src/features`)

/** Imports that a folder may not make, by the path they are written with. */
function closedTo(files, patterns) {
  return {
    files,
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
}

const upwards = {
  group: ['**/app/**', '**/features/**'],
  message: 'components, lib and api know no feature and no page.',
}

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat['recommended-latest'],
  },
  {
    files: ['src/**/*.tsx'],
    rules: {
      // Tables that become cards on a narrow screen lose their roles in browsers unless they are said.
      'jsx-a11y/no-redundant-roles': ['error', { thead: ['rowgroup'], tbody: ['rowgroup'] }],
      'jsx-a11y/no-interactive-element-to-noninteractive-role': [
        'error',
        { tr: ['row'], td: ['cell'], th: ['columnheader', 'rowheader'] },
      ],
    },
  },
  closedTo(['src/components/**', 'src/lib/**', 'src/api/**'], [upwards]),
  ...features.map((feature) =>
    closedTo(
      [`src/features/${feature}/**`],
      [
        { group: ['**/app/**'], message: 'app composes features, not the other way round.' },
        {
          group: features
            .filter((other) => other !== feature)
            .flatMap((other) => [`**/features/${other}/**`, `../${other}/**`, `../../${other}/**`]),
          message: 'Features do not import each other: they meet in app.',
        },
      ],
    ),
  ),
)
