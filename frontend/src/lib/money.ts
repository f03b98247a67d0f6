/** Money as people read and type it; services count in pence. */
export function pounds(pence: number): string {
  return (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })
}

/** "1,250" or "£1250.50" in pence; null for what is no amount of money. */
export function penceOf(text: string): number | null {
  const plain = text.trim().replace(/^£/, '').replaceAll(',', '')
  return /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null
}

export const AMOUNT_NEEDED = 'Say how much it is, such as 1,250 or 49.50'
