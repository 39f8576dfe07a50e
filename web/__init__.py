"""The office face: the archive as pages in a browser, through the same door as the terminal.

A page is a module and a template of the same name. They compute nothing: what they show comes from ``archive``, and
what they hand out as files from ``report``.
"""
