import type { CouncilRead, Register, RegisterCount } from '../../../api'
import { CLASSIFICATION_WORDS, REDIRECTED_TO_WORDS } from '../../../api/words.gen'
import { PROVIDER_KINDS } from '../../../lib/providers'
import { word } from '../../../lib/words'

export const REGISTERS: Record<Register, string> = {
  mp: 'From MPs',
  councillor: 'From councillors',
  other_contact: 'Other contacts',
  quality_alert: 'Quality alerts',
  compliment: 'Compliments',
}

/** What a part of a register is called. */
export function partName(register: Register, code: string | null, council: CouncilRead | undefined): string {
  switch (register) {
    case 'mp':
    case 'councillor':
      return word(CLASSIFICATION_WORDS, code)
    case 'other_contact':
      return code === null ? 'Not passed on yet' : word(REDIRECTED_TO_WORDS, code)
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
