import type { Ref } from 'vue'
import { onBeforeUnmount, onMounted, watch } from 'vue'
import { keepDraft, takeDraft } from '~/composables/todo/drafts'

/**
 * Puts back into a field what stood in it when the page was loaded anew, and keeps what is typed for the next time. Who leaves the field's
 * screen leaves the text behind.
 *
 * @param name what tells this field from others, also after a reload
 * @returns writes down what no longer stands in the field but was not taken over yet
 */
export function useDraft(text: Ref<string>, name: () => string): (line?: string) => void {
  const keep = (line = text.value) => keepDraft(name(), line)
  watch(text, () => keep(), { flush: 'sync' })
  onMounted(() => { text.value ||= takeDraft(name()) })
  onBeforeUnmount(() => keepDraft(name(), ''))
  return keep
}
