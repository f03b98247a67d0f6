import type { Option } from '../../components/Fields'
import { lastYears } from '../../lib/years'

export const OTHER_DAYS = 'other'

/** The last years up to today's, the chosen one among them, and a period of one's own. */
export function yearsTo(today: string, chosen: string): Option[] {
  return [
    ...lastYears(today, chosen).map((year) => ({ value: year, label: year })),
    { value: OTHER_DAYS, label: 'From one day to another' },
  ]
}
