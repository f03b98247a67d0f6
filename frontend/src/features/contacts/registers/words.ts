import type { CouncilRead, Register, RegisterCount } from '../../../api'
import { CLASSIFICATIONS, word } from '../../../lib/words'

export const REGISTERS: Record<Register, string> = {
  mp: 'From MPs',
  councillor: 'From councillors',
  other_contact: 'Other contacts',
  quality_alert: 'Quality alerts',
  compliment: 'Compliments',
}

export const ROUTES = {
  team: 'One of our teams',
  other_council: 'Another council or body',
  other_service: 'Another service of the council',
  provider: 'The provider',
} as const

export const PROVIDER_KINDS: Record<string, string> = {
  care_home: 'Care home',
  home_care: 'Home care',
  supported_living: 'Supported living',
  other: 'Other care',
}

/** What a part of a register is called. */
export function partName(register: Register, code: string | null, council: CouncilRead | undefined): string {
  switch (register) {
    case 'mp':
    case 'councillor':
      return word(CLASSIFICATIONS, code)
    case 'other_contact':
      return code === null ? 'Not passed on yet' : word(ROUTES, code)
    case 'quality_alert':
      return word(PROVIDER_KINDS, code)
    case 'compliment':
      return council?.compliment_themes.find((theme) => theme.code === code)?.name ?? word({}, code)
  }
}

/** How many of them are done with, in words. */
export function doneWords({ name, total, done }: RegisterCount): string {
  if (total === 0) return 'None in this year'
  switch (name) {
    case 'mp':
    case 'councillor':
      return `${done} dealt with`
    case 'other_contact':
      return `${done} passed on`
    case 'quality_alert':
      return 'Contract monitoring was told of each'
    case 'compliment':
      return `${done} thanked`
  }
}
