// The search runs in a worker. A page that is opened from a disk may start none: there a frame stands in for it.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      document.body.append(frame)
      const inside = frame.contentWindow
      const from = new URL(address, location.href)
      this.waiting = []
      inside.importScripts = (...addresses) =>
        addresses.reduce((done, each) => done.then(() => load(frame, new URL(each, from))), Promise.resolve())
      inside.postMessage = (data) => {
        const told = new MessageEvent("message", { data })
        this.dispatchEvent(told)
        this.onmessage?.(told)
      }
      load(frame, from).then(() => {
        this.ready = inside
        this.waiting.forEach((data) => this.postMessage(data))
      })
    }
    postMessage(data) {
      if (!this.ready) this.waiting.push(data)
      else this.ready.dispatchEvent(new this.ready.MessageEvent("message", { data }))
    }
    terminate() {}
  }
  const load = (frame, address) =>
    new Promise((resolve, reject) => {
      const script = frame.contentDocument.createElement("script")
      script.src = address
      script.onload = resolve
      script.onerror = reject
      frame.contentDocument.body.append(script)
    })
}
