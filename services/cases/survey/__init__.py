"""How people found the way their complaint was handled: asked after its end, and answered without a name."""
