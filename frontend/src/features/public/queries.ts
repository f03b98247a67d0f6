import { useMutation, useQuery } from '@tanstack/react-query'
import type { PublicAddition, PublicContact } from '../../api'
import { addByLink, addFileByLink, proveByCode, readOwnPage, readPublicForm, sendCodeToMailbox, sendPublicContact } from '../../api'
import { newSecret } from './said'

/** Whose form it is, and how else to reach them. */
export function usePublicForm(authority: string) {
  return useQuery({
    queryKey: ['public-form', authority],
    queryFn: async ({ signal }) => (await readPublicForm({ path: { authority }, signal, throwOnError: true })).data,
    staleTime: Infinity,
  })
}

interface Sending {
  body: PublicContact
  key: string
}

export function useSend(authority: string, secret: string) {
  return useMutation({
    mutationFn: async ({ body, key }: Sending) => {
      const headers = { 'Redress-Link': secret, 'Idempotency-Key': key }
      return (await sendPublicContact({ path: { authority }, body, headers, throwOnError: true })).data
    },
    gcTime: 0,
  })
}

/** `proof`: what this page made when a code was right; it stays in the page. */
export function useOwnPage(authority: string, secret: string, proof: string | null) {
  return useQuery({
    queryKey: ['own-page', authority, secret, proof],
    queryFn: async ({ signal }) => {
      const headers = { 'Redress-Link': secret, ...(proof && { 'Redress-Proof': proof }) }
      return (await readOwnPage({ path: { authority }, headers, signal, throwOnError: true })).data
    },
    placeholderData: (before) => before,
    gcTime: 0,
  })
}

export function useSendCode(authority: string, secret: string) {
  return useMutation({
    mutationFn: async () => {
      const headers = { 'Redress-Link': secret }
      return (await sendCodeToMailbox({ path: { authority }, headers, throwOnError: true })).data
    },
  })
}

/** Gives the proof that serves once a code was right. */
export function useProve(authority: string, secret: string) {
  return useMutation({
    mutationFn: async (code: string) => {
      const proof = newSecret()
      const headers = { 'Redress-Link': secret, 'Redress-Proof': proof }
      await proveByCode({ path: { authority }, body: { code }, headers, throwOnError: true })
      return proof
    },
  })
}

export function useAdd(authority: string, secret: string) {
  return useMutation({
    mutationFn: async ({ body, key }: { body: PublicAddition; key: string }) => {
      const headers = { 'Redress-Link': secret, 'Idempotency-Key': key }
      return (await addByLink({ path: { authority }, body, headers, throwOnError: true })).data
    },
    gcTime: 0,
  })
}

export interface NotKept {
  file: File
  why: string
}

/** Sends files one after the other; gives those that were not kept, each with the reason. */
export function useAddFiles(authority: string, secret: string) {
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      const notKept: NotKept[] = []
      for (const file of files) {
        const headers = { 'Redress-Link': secret, 'Redress-File-Name': encodeURIComponent(file.name) }
        try {
          await addFileByLink({ path: { authority }, body: file, headers, throwOnError: true })
        } catch (error) {
          notKept.push({ file, why: error instanceof Error ? error.message : 'It could not be sent.' })
        }
      }
      return notKept
    },
    gcTime: 0,
  })
}
