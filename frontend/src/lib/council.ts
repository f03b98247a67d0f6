import { useQuery } from '@tanstack/react-query'
import type { CouncilRead } from '../api'
import { readCouncil } from '../api'

/** The council's own words (teams, categories, procedures): shared by every feature. */
export function useCouncil() {
  return useQuery({
    queryKey: ['council'],
    queryFn: async ({ signal }) => (await readCouncil({ signal, throwOnError: true })).data,
    staleTime: Infinity,
  })
}

export function teamName(council: CouncilRead | undefined, code: string | null | undefined): string {
  if (!code) return ''
  return council?.teams.find((team) => team.code === code)?.name ?? code
}

export function categoryName(council: CouncilRead | undefined, code: string): string {
  return council?.categories.find((category) => category.code === code)?.name ?? code
}

interface Coded {
  code: string
  name: string
  in_use: boolean
}

/** What a form offers of a list: what is in use, and what is chosen already, marked when it is not. */
function offered(list: readonly Coded[], none: string, chosen: string) {
  return [
    { value: '', label: none },
    ...list
      .filter((one) => one.in_use || one.code === chosen)
      .map((one) => ({ value: one.code, label: one.in_use ? one.name : `${one.name} (not in use any more)` })),
  ]
}

export function teamOptions(council: CouncilRead | undefined, none: string, chosen = '') {
  return offered(council?.teams ?? [], none, chosen)
}

export function categoryOptions(council: CouncilRead | undefined, none: string, chosen = '') {
  return offered(council?.categories ?? [], none, chosen)
}

export function subcategoryOptions(council: CouncilRead | undefined, category: string, chosen = '') {
  const of = council?.categories.find((one) => one.code === category)
  return offered(of?.subcategories ?? [], 'Not said more closely', chosen)
}

export function themeOptions(council: CouncilRead | undefined, chosen = '') {
  return offered(council?.themes ?? [], 'No theme', chosen)
}

/** The bodies that complaints are answered with. */
export function bodyOptions(council: CouncilRead | undefined, chosen = '', none = 'Choose') {
  return offered(council?.joint_bodies ?? [], none, chosen)
}

export function bodyName(council: CouncilRead | undefined, code: string): string {
  if (council?.code === code) return council.name
  return council?.joint_bodies.find((body) => body.code === code)?.name ?? code
}

export function divisionOptions(council: CouncilRead | undefined, chosen = '') {
  return offered(council?.divisions ?? [], 'No division', chosen)
}

export function serviceAreaOptions(council: CouncilRead | undefined, chosen = '') {
  return offered(council?.service_areas ?? [], 'No service area', chosen)
}

/** The name of a subcategory, within its category. */
export function subcategoryName(council: CouncilRead | undefined, category: string, code: string | null): string {
  const of = council?.categories.find((one) => one.code === category)
  return of?.subcategories.find((one) => one.code === code)?.name ?? ''
}

export function learningTheme(council: CouncilRead | undefined, code: string) {
  return council?.learning_themes.find((theme) => theme.code === code)
}

/** What may be learned: the themes of the council's own file. */
export function learningThemeOptions(council: CouncilRead | undefined, none: string) {
  return offered(council?.learning_themes ?? [], none, '')
}

export type Procedure = CouncilRead['procedures'][number]

/** Each procedure once, in the version that a receipt on this day falls under, in the council's order. */
export function proceduresOn(council: CouncilRead | undefined, day: string): Procedure[] {
  const latest = new Map<string, Procedure>()
  for (const procedure of council?.procedures ?? []) {
    const before = latest.get(procedure.id)
    if (procedure.in_force_from <= day && (!before || before.in_force_from < procedure.in_force_from)) {
      latest.set(procedure.id, procedure)
    }
  }
  return [...latest.values()].filter(({ in_force_until: until }) => until === null || day <= until)
}
