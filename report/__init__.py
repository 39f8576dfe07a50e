"""What the archive says, in forms that other people and programs take: pictures, graphs, exchange files, audit pages.

One door a form; what they need of the archive comes in as records, so that every face can hand the same out.
"""
