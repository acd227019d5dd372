"""Demo data: invented people and stories, made by walking the real actions."""
