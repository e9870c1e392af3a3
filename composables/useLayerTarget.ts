import type { Ref } from 'vue'
import { shallowRef, watch } from 'vue'

/**
 * Where a menu is drawn while it is open: in the part of the page (a landmark) that its trigger stands in, so that who
 * goes through the page by its parts finds it there. A menu of a dialog is drawn over everything.
 */
export function useLayerTarget(trigger: () => unknown, open: Readonly<Ref<boolean>>) {
  const target = shallowRef<HTMLElement | 'body'>('body')

  watch(open, (isOpen) => {
    const node = trigger()
    if (!isOpen || !(node instanceof Node)) return
    // A trigger inside a component that draws nothing itself begins with a mark that is no element.
    const element = node instanceof Element ? node : node.parentElement
    if (element) target.value = element.closest('[role=dialog]') ? 'body' : element.closest<HTMLElement>('main, aside, nav') ?? 'body'
  }, { immediate: true })
  return target
}
