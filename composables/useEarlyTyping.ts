import type { Ref } from 'vue'
import { onBeforeMount, onMounted, readonly, ref } from 'vue'

/**
 * Keeps what was typed into a server-rendered form before the page came alive: the empty form would overwrite it.
 *
 * @param form its texts, by the names of their inputs
 * @param name the `data-form` of the form element
 * @returns false until the form can be sent; an earlier press would leave the page
 */
export function useEarlyTyping(form: Record<string, string>, name: string): Readonly<Ref<boolean>> {
  const isReady = ref(false)
  onBeforeMount(() => {
    for (const field of Object.keys(form)) {
      const input = document.querySelector(`form[data-form=${name}] input[name=${field}]`)
      if (input instanceof HTMLInputElement) form[field] = input.value
    }
  })
  onMounted(() => { isReady.value = true })
  return readonly(isReady)
}
